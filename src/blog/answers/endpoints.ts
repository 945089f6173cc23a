import { blogAddressOf } from '../../team/index.ts'
import type { Asked } from './answer.ts'

/**
 * Where editors beside the panel are let in and write, as the blog's own address tells them: at the server's address, whichever blog it is.
 * https://indieauth.spec.indieweb.org/#discovery-by-clients, https://www.w3.org/TR/micropub/#endpoint-discovery
 * @returns nothing where the page is made for another place: editors can't write there
 */
export async function endpointsOf({
  context,
  tx,
  workspaceId,
  site,
}: Asked): Promise<Readonly<Record<string, string>> | undefined> {
  const { config } = context
  if ((await blogAddressOf(config, tx, workspaceId)) !== site.home) return undefined
  const at = (path: string) => `${config.baseUrl}/${path}`
  return {
    'indieauth-metadata': at('indieauth/metadata'),
    authorization_endpoint: at('indieauth/authorize'),
    token_endpoint: at('indieauth/token'),
    micropub: at('micropub'),
  }
}
