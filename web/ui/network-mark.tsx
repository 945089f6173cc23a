import { useQuery } from '@tanstack/react-query'
import { marksQuery } from '../base/queries.ts'

/**
 * A network's mark, small and in the ink of the page: its drawing, or its letters where the owner allows no drawing. Decoration
 * beside the network's name; `named` says the name where it stands alone.
 */
export function NetworkMark({
  network,
  named,
  className = '',
}: {
  network: string
  named?: boolean
  className?: string
}) {
  const mark = useQuery(marksQuery).data?.get(network)
  const name = mark?.label ?? network
  const label = named ? { role: 'img', 'aria-label': name, title: name } : { 'aria-hidden': true }
  return (
    <span className={`mark ${className}`} {...label}>
      {mark?.path ? (
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={mark.path} fill="currentColor" />
        </svg>
      ) : (
        <span aria-hidden="true">{mark?.letters ?? network.slice(0, 1).toUpperCase()}</span>
      )}
    </span>
  )
}

/** The marks of several networks in a row, each once; those that find no room are counted. */
export function NetworkMarks({ networks, most = 3 }: { networks: readonly string[]; most?: number }) {
  const different = [...new Set(networks)]
  const shown = different.length > most ? different.slice(0, most - 1) : different
  return (
    <span className="marks">
      {shown.map((network) => (
        <NetworkMark key={network} network={network} named />
      ))}
      {different.length > shown.length && <span className="mark more">+{different.length - shown.length}</span>}
    </span>
  )
}
