/** One cell of a CSV row, quoted where RFC 4180 asks for it. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * One cell of text in a file that people open in a spreadsheet: what a spreadsheet would run as a formula, also by the
 * full-width signs, begins with an apostrophe (OWASP, "CSV Injection").
 */
export function spreadsheetCell(text: string): string {
  return csvCell(/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
}
