/** The host of an address, as people write it; the address itself where it has none. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') : address
}

/** A link whose words somebody else wrote: they may say anything, so where it leads stands under them. */
export function ForeignLink({ href, words }: { href: string; words: string }) {
  return (
    <>
      <a href={href} target="_blank" rel="noreferrer" className="clip2">
        {words || href}
      </a>
      <span className="small quiet" style={{ overflowWrap: 'anywhere' }}>
        {hostOf(href)}
      </span>
    </>
  )
}
