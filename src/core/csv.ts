/** What a spreadsheet would take for a formula (OWASP, CSV injection), whatever stands before it. */
const formula = /^\s*[=+\-@|%\t\r＝＋－＠]/u

/** One cell: quoted where it must be, and a formula made text by an apostrophe, as spreadsheets write it themselves. */
export function csvCell(text: string): string {
  const safe = formula.test(text) || /^[\t\r]/.test(text) ? `'${text}` : text
  return /[",;\r\n\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The text of a cell that {@link csvCell} or a spreadsheet has made safe. */
export function cellText(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell
}

/** Rows as a file that every spreadsheet opens: UTF-8 with a mark, lines ended by CRLF (RFC 4180), cells parted by `mark`. */
export function csvFile(rows: readonly (readonly string[])[], mark: ',' | ';' = ','): string {
  return `\ufeff${rows.map((row) => row.map(csvCell).join(mark)).join('\r\n')}\r\n`
}
