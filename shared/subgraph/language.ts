/** Texts in the language that a field is asked for in. */
import type { Localised } from '../units/unit';

export type LanguageCode = 'VI' | 'EN';

/** For the argument `lang`, wherever a text has one. */
export const LANGUAGE_ARGUMENT = {
  defaultValue: 'VI',
  description: 'The language of the answer (ngôn ngữ).',
} as const;

export function inLanguage(text: Localised, lang: LanguageCode): string {
  return lang === 'VI' ? text.vi : text.en;
}
