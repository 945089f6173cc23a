/** An address as it stands in the brackets of a Markdown link. https://spec.commonmark.org/0.31.2/#link-destination */
export const linkDestination = (address: string): string =>
  /[\s()<>]/.test(address) ? `<${address.replace(/[<>\n]/g, encodeURIComponent)}>` : address
