import { marked } from './match.ts'
import type { Row } from './rows.tsx'

/** One result: its sign, its words with what was typed marked, and what goes with it. */
export function RowLine({ row, typed }: { row: Pick<Row, 'icon' | 'text' | 'beside'>; typed: string }) {
  let at = 0
  return (
    <>
      <span className="palette-icon">{row.icon}</span>
      <span className="palette-text clip">
        {marked(row.text, typed).map((piece) => {
          const key = at
          at += piece.text.length
          return piece.hit ? <mark key={key}>{piece.text}</mark> : piece.text
        })}
      </span>
      {row.beside && <span className="palette-beside small quiet">{row.beside}</span>}
    </>
  )
}
