import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { HttpProblem } from '../http.ts'
import type { Published, Session } from '../network.ts'
import { addressOf, type Client } from './api.ts'
import { toLittle } from './little.ts'

/**
 * Makes the post. Its URN comes back in a header, and nothing else does.
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api#create-organic-posts
 */
export async function createPost(
  text: string,
  content: object | undefined,
  session: Session,
  client: Client,
): Promise<Published> {
  const json = {
    author: session.account.remoteId,
    commentary: toLittle(text),
    visibility: 'PUBLIC',
    distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
    ...(content ? { content } : {}),
    lifecycleState: 'PUBLISHED',
    isReshareDisabledByAuthor: false,
  }
  try {
    const { headers } = await client.call('/rest/posts', { method: 'POST', json }, z.unknown())
    return publishedPost(headers.get('x-restli-id'))
  } catch (error) {
    throw duplicateOf(error) ?? error
  }
}

/** Where a post is, by its URN. @throws Problem `unknown` where there is none: the post may have been made */
function publishedPost(urn: string | null): Published {
  if (!urn?.startsWith('urn:li:')) throw new Problem('unknown', noAnswer, { detail: 'the answer names no post' })
  return { state: 'published', remoteId: urn, permalink: addressOf(urn) }
}

/** The same words again are refused, and the refusal names the post that has them. */
function duplicateOf(error: unknown): Problem | undefined {
  if (!(error instanceof HttpProblem) || error.kind !== 'rejected') return undefined
  const urn = /duplicate of (urn:li:\w+:\d+)/i.exec(JSON.stringify(error.body ?? ''))?.[1]
  if (!urn) return undefined
  return new Problem('rejected', duplicate, { values: { address: addressOf(urn) }, detail: error.message })
}

const noAnswer = {
  id: 'LinkedIn tidak menyebut kiriman mana yang dibuatnya, jadi belum pasti apakah sudah terbit. Periksalah profil Anda di sana.',
  en: 'LinkedIn did not say which post it made, so it is not certain whether it is out. Please look at your profile there.',
}
const duplicate = {
  id: 'Kata-kata yang sama sudah ada di LinkedIn: {address}. Ubah isinya, atau pakai kiriman yang sudah ada itu.',
  en: 'The same words are on LinkedIn already: {address}. Change them, or keep the post that is there.',
}
