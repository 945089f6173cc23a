import { useState } from 'react'
import { inWorkspace } from '../base/workspace.ts'
import { initialsOf } from './initials.ts'
import { NetworkMark } from './network-mark.tsx'

/** How many tones there are for those whose picture is missing: the accent and four more. */
const TONES = 5

/** The same name has the same tone on every page. */
function toneOf(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % TONES
}

/**
 * A person or channel: their picture, or their initials where it is missing or can't be loaded, with the network's mark at its
 * corner. The name stands beside it, so it is decoration.
 */
export function Face({
  name,
  src,
  size = 40,
  network,
}: {
  name: string
  src: string | null
  /** In CSS pixels. */
  size?: number
  network?: string
}) {
  const [lost, setLost] = useState<string>()
  const shown = src !== null && lost !== src
  const style = { width: size, height: size, fontSize: Math.max(10, Math.round(size * 0.36)) }
  return (
    <span className={`face t${shown ? 0 : toneOf(name)}`} style={style} aria-hidden="true">
      {shown ? (
        <img
          src={inWorkspace(src)}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          referrerPolicy="no-referrer"
          onError={() => setLost(src)}
        />
      ) : (
        initialsOf(name)
      )}
      {network && <NetworkMark network={network} />}
    </span>
  )
}
