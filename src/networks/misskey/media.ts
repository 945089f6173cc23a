import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { multipart, sourceOf, uploadName } from '../multipart.ts'
import type { MediaSource, Session } from '../network.ts'
import type { Client } from './api.ts'

const DriveFile = z.object({ id: z.string() })

/** Puts a part's files into the account's drive, each with its alternative text. @returns their ids, in order */
export async function upload(part: Part, session: Session, client: Client): Promise<string[]> {
  const ids: string[] = []
  for (const picture of part.pictures)
    ids.push(await uploadFile(sourceOf(await session.picture(picture), picture.mime), picture.alt, client))
  if (part.video) ids.push(await uploadFile(await session.video(part.video), part.video.alt, client))
  return ids
}

/** A file that no note names hurts nobody, so that it may be sent again. https://misskey.io/api-doc#tag/drive/operation/drive___files___create */
async function uploadFile(source: MediaSource, alt: string, client: Client): Promise<string> {
  const filename = uploadName(source.mime)
  const call = (token: string) =>
    multipart({ i: token, ...(alt ? { comment: alt } : {}) }, [{ field: 'file', filename, source }])
  return (await client.upload('drive/files/create', call, DriveFile)).id
}
