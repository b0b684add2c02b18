/** Vietnamese name search: case and tone placement never matter; diacritics matter only where they are typed. */

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const MARKS = /\p{M}/gu;

/** A test for names: do consecutive words of the name begin with the words searched for? Hoà l = Hòa Long. */
export function nameMatcher(search: string): (name: string) => boolean {
  const wanted = words(search);
  return (name) => {
    const present = words(name);
    return present.some((_, start) => wanted.every((word, i) => beginsWith(present[start + i], word)));
  };
}

interface Word {
  /** Lower case, with ă â ê ô ơ ư kept but without the tone, whose place in the syllable varies. */
  readonly letters: string;
  readonly tone: string;
  readonly plain: string;
}

function words(text: string): Word[] {
  const lower = text.normalize('NFD').toLowerCase().trim();
  return lower.split(/\s+/).map((word) => ({
    letters: word.replace(TONES, ''),
    tone: (word.match(TONES) ?? []).join(''),
    plain: word.replace(MARKS, '').replaceAll('đ', 'd'),
  }));
}

function beginsWith(present: Word | undefined, wanted: Word): boolean {
  if (present === undefined) return false;
  const typedPlain = wanted.letters === wanted.plain;
  const letters = typedPlain ? present.plain : present.letters;
  return letters.startsWith(wanted.letters) && (wanted.tone === '' || wanted.tone === present.tone);
}
