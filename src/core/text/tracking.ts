/** Parameters that networks and advertisers hang on an address, each about one person's click. */
export const clickCodes: ReadonlySet<string> = new Set(
  `fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid igshid igsh yclid li_fat_id mc_eid mkt_tok _openstat
  vero_id wickedid _hsenc _hsmi __hssc __hstc hsCtaTracking oly_anon_id oly_enc_id ref_src ref_url rb_clickid s_cid
  irclickid epik sc_click_id scid`.split(/\s+/),
)

/** Parameters by which somebody counts, and which lead nowhere else. */
const counting = /^(?:utm_|mtm_|pk_|piwik_|at_(?:medium|campaign)$|mc_cid$|xtor$|cmpid$)/i

/**
 * What tells one page from another, out of its address: without the protocol, `www.`, what counts clicks and visits, and a slash at
 * the end. For comparing only; it is no address. What is no address stays as it is.
 */
export function samePage(address: string): string {
  if (!URL.canParse(address)) return address
  const { host, pathname, searchParams, hash } = new URL(address)
  const kept = [...searchParams].filter(([name]) => !clickCodes.has(name) && !counting.test(name))
  const query = kept
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .sort()
    .join('&')
  const place = counting.test(hash.slice(1).split('=')[0] ?? '') ? '' : hash
  return `${host.replace(/^www\./, '')}${inOneSpelling(pathname).replace(/\/$/, '')}${query && `?${query}`}${place}`
}

function inOneSpelling(path: string): string {
  try {
    return encodeURI(decodeURI(path))
  } catch {
    return path
  }
}
