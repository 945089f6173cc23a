import { z } from 'zod'
import type { Picture } from '../../core/post.ts'
import type { Session } from '../network.ts'
import type { Client } from './api.ts'

const Started = z.object({ value: z.object({ uploadUrl: z.string(), image: z.string() }) })

/**
 * Uploads a picture; one that no post names stays unseen, so that it may be done twice.
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api
 */
export async function uploadPicture(picture: Picture, session: Session, client: Client): Promise<string> {
  const json = { initializeUploadRequest: { owner: session.account.remoteId } }
  const path = '/rest/images?action=initializeUpload'
  const { value } = await client.call(path, { method: 'POST', json, repeatable: true }, Started)
  await client.put(value.value.uploadUrl, await session.picture(picture))
  return value.value.image
}
