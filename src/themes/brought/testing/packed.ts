import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** Files as an archive. */
export async function packed(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path)
  zip.end()
  return buffer(zip.outputStream)
}
