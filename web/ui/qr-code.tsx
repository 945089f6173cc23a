import { useMemo } from 'react'
import { encode } from 'uqr'

/** Signs of so many modules stand free around the code: https://www.iso.org/standard/83389.html, 6.3.8 */
const quiet = 4

/** A text as a QR code. Black on white in the dark too: apps read nothing else reliably. */
export function QrCode({ text, label, size = 200 }: { text: string; label: string; size?: number }) {
  const { path, width } = useMemo(() => draw(text), [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${width}`}
      width={size}
      height={size}
      shapeRendering="crispEdges"
      style={{ borderRadius: 8, maxWidth: '100%' }}
    >
      <rect width={width} height={width} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** One square a module, as one path. */
function draw(text: string): { path: string; width: number } {
  const { data, size } = encode(text, { ecc: 'M', border: quiet })
  const modules = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { path: modules.join(''), width: size }
}
