/* global document, window, navigator, localStorage, URL, URLSearchParams, fetch */
/** The page for developers: what there is to ask, in two languages, and an explorer to ask it in. */
import { readCatalogue, search } from './catalogue.js';
import { openSandbox } from './sandbox.js';

const LANGUAGE = 'language';
const byId = (id) => document.getElementById(id);
const facts = await (await fetch('/explore/page.json')).json();

/** An element with attributes and children; text is only ever text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
const bilingual = ({ vi, en }) => [make('span', { lang: 'vi' }, vi), make('span', { lang: 'en' }, en)];

/* Language */
function language() {
  const asked = new URLSearchParams(window.location.search).get('lang') ?? localStorage.getItem(LANGUAGE);
  return (asked ?? navigator.language).startsWith('en') ? 'en' : 'vi';
}
function speak(chosen) {
  document.documentElement.lang = chosen;
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === chosen));
  }
  byId('search').placeholder =
    chosen === 'vi' ? 'Tìm chỉ tiêu, ví dụ: chữ ký số' : 'Search, such as: signature';
  byId('search').setAttribute('aria-label', byId('search').placeholder);
  for (const option of document.querySelectorAll('option[data-vi]'))
    option.textContent = option.dataset[chosen];
}
const option = (value, { vi, en }) => make('option', { value, 'data-vi': vi, 'data-en': en });

/* What there is */
for (const element of document.querySelectorAll('[data-endpoint]')) {
  element.textContent = new URL(element.dataset.endpoint, window.location.href).href;
}
byId('schema').hidden = facts.schema === 'off';
byId('schema-scope').hidden = facts.schema !== 'scope';
byId('exports').hidden = facts.exports.length === 0;
byId('exports-list').append(
  ...facts.exports.map((system) =>
    make(
      'code',
      {},
      make(
        'a',
        { href: `/export/${system}.csv?level=DISTRICT&from=2023&to=2023&grain=YEAR` },
        `${system}.csv`,
      ),
    ),
  ),
);
const TRY = { vi: 'Mở trong trình khám phá →', en: 'Open in the explorer →' };
const link = (parameters) => `#explorer?${new URLSearchParams(parameters)}`;
byId('questions').hidden = facts.samples.length === 0;
byId('samples').append(
  ...facts.samples.map(({ id, title }) =>
    make(
      'li',
      {},
      make('h3', {}, ...bilingual(title)),
      make('a', { class: 'open', href: link({ sample: id }) }, ...bilingual(TRY)),
    ),
  ),
);

/* The catalogue */
const OF_INDICATORS = facts.samples.find(({ variables }) => Array.isArray(variables.codes));
function card({ code, system, name, definition, unit, direction }) {
  const words = [system, unit, direction].map((value) => facts.words[value] ?? { vi: value, en: value });
  const told = { vi: words.map(({ vi }) => vi).join(' · '), en: words.map(({ en }) => en).join(' · ') };
  const parts = [
    make('span', { class: 'code' }, code),
    make('h3', {}, ...bilingual(name)),
    make('p', {}, ...bilingual(definition)),
    make('span', { class: 'facts' }, ...bilingual(told)),
  ];
  if (OF_INDICATORS !== undefined) {
    const variables = JSON.stringify({ ...OF_INDICATORS.variables, codes: [code] });
    const href = link({ sample: OF_INDICATORS.id, variables });
    parts.push(make('a', { class: 'open', href }, ...bilingual(TRY)));
  }
  return make('li', { 'data-code': code }, ...parts);
}
async function showCatalogue() {
  byId('catalogue').hidden = false;
  const indicators = await readCatalogue(facts.words);
  const systems = [...new Set(indicators.map(({ system }) => system))];
  byId('systems').append(
    option('', { vi: 'Mọi hệ thống', en: 'All systems' }),
    ...systems.map((system) => option(system, facts.words[system] ?? { vi: system, en: system })),
  );
  const show = () => {
    const found = search(indicators, byId('search').value, byId('systems').value);
    byId('indicators').replaceChildren(...found.map(card));
    byId('found').textContent = `${found.length} / ${indicators.length}`;
  };
  byId('search').addEventListener('input', show);
  byId('systems').addEventListener('change', show);
  show();
}

/* The explorer */
let engine = facts.explorer === 'online' ? 'sandbox' : 'bundled';
let opened;
function asked() {
  const [view = '', query = ''] = window.location.hash.slice(1).split('?');
  return { view, parameters: new URLSearchParams(query) };
}
async function openExplorer(parameters) {
  const wanted = `${engine} ${parameters}`;
  if (opened === wanted) return;
  opened = wanted;
  const sample = facts.samples.find(({ id }) => id === parameters.get('sample')) ?? facts.samples[0];
  if (sample !== undefined) byId('question').value = sample.id;
  for (const button of document.querySelectorAll('[data-engine]')) {
    button.setAttribute('aria-pressed', String(button.dataset.engine === engine));
  }
  if (engine === 'bundled') {
    byId('stage').replaceChildren(make('iframe', { src: `/explore?${parameters}`, title: 'GraphiQL' }));
    return;
  }
  byId('fallback').hidden = true;
  const variables = JSON.parse(parameters.get('variables') ?? 'null') ?? sample?.variables ?? {};
  try {
    await openSandbox(byId('stage'), { document: sample?.document ?? '{ __typename }', variables });
  } catch {
    if (opened !== wanted) return;
    byId('fallback').hidden = false;
    engine = 'bundled';
    await openExplorer(parameters);
  }
}
function show() {
  const { view, parameters } = asked();
  const isExplorer = view === 'explorer';
  byId('overview').hidden = isExplorer;
  byId('explorer').hidden = !isExplorer;
  for (const anchor of document.querySelectorAll('[data-view]')) {
    if ((anchor.dataset.view === 'explorer') === isExplorer) anchor.setAttribute('aria-current', 'page');
    else anchor.removeAttribute('aria-current');
  }
  if (isExplorer) void openExplorer(parameters);
}
byId('question').append(...facts.samples.map(({ id, title }) => option(id, title)));
byId('question').addEventListener('change', ({ target }) => {
  window.location.hash = link({ sample: target.value });
});
byId('engines').hidden = facts.explorer !== 'online';
for (const button of document.querySelectorAll('[data-engine]')) {
  button.addEventListener('click', () => {
    engine = button.dataset.engine;
    void openExplorer(asked().parameters);
  });
}
for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => {
    localStorage.setItem(LANGUAGE, button.dataset.language);
    window.history.replaceState(null, '', `${window.location.pathname}${window.location.hash}`);
    speak(button.dataset.language);
  });
}
window.addEventListener('hashchange', show);
show();
if (facts.hasCatalogue) {
  showCatalogue()
    .catch(() => (byId('catalogue-fault').hidden = false))
    .finally(() => speak(language()));
}
speak(language());
