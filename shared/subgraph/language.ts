/** Texts in the language that a field is asked for in. */
import type { Localised } from '../units/unit';

export type LanguageCode = 'VI' | 'EN';

/** For the argument `lang`, wherever a text has one. */
export const LANGUAGE_ARGUMENT = {
  nullable: true,
  defaultValue: 'VI',
  description: 'The language of the answer (ngôn ngữ).',
} as const;

/** Null, which a client may send, means the default. */
export function inLanguage(text: Localised, lang: LanguageCode | null): string {
  return lang === 'EN' ? text.en : text.vi;
}
