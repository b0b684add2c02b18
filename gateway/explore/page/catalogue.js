/* global fetch */
/** The catalogue of indicators, as the graph gives it, and the search over it in both languages. */
const QUERY = `query Catalogue {
  indicators {
    code
    system
    field
    unit
    direction
    nameVi: name(lang: VI)
    nameEn: name(lang: EN)
    definitionVi: definition(lang: VI)
    definitionEn: definition(lang: EN)
  }
}`;

/** Case, tones and diacritics do not matter: `chữ ký số` and `chu ky so` are the same. */
export function fold(text) {
  return text.toLowerCase().replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '');
}

/** Throws where the graph gives none. */
export async function readCatalogue(words) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
  });
  const { data } = await response.json();
  if (!data?.indicators) throw new Error('The graph gives no indicators.');
  return data.indicators.map((indicator) => {
    const { code, system, field, nameVi, nameEn, definitionVi, definitionEn } = indicator;
    const { vi = '', en = '' } = words[system] ?? {};
    return {
      ...indicator,
      name: { vi: nameVi, en: nameEn },
      definition: { vi: definitionVi, en: definitionEn },
      searched: fold([code, field, nameVi, nameEn, definitionVi, definitionEn, vi, en].join(' ')),
    };
  });
}

/** Indicators that have every word somewhere, those first that have them all in the name. */
export function search(indicators, text, system) {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const hasAll = (folded) => words.every((word) => folded.includes(word));
  const found = indicators.filter(
    (indicator) => (system === '' || indicator.system === system) && hasAll(indicator.searched),
  );
  const inName = ({ name, code }) => hasAll(fold(`${code} ${name.vi} ${name.en}`));
  return words.length === 0 ? found : [...found.filter(inName), ...found.filter((one) => !inName(one))];
}
