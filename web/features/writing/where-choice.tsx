import { Checkbox, Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../../src/http/api.ts'
import { channelsQuery, networksQuery } from '../../app/queries.ts'

/** Connected channels that are blogs and take whole articles; `pending` while that is not known yet. */
export function useHomeChannels(): { blogs: Channel[]; pending: boolean } {
  const channels = useQuery(channelsQuery)
  const networks = useQuery(networksQuery)
  const homes = new Set((networks.data ?? []).flatMap(({ name, home }) => (home ? [name] : [])))
  const blogs = (channels.data ?? []).filter(
    ({ network, removedAt, kind }) => homes.has(network) && removedAt === null && kind !== 'assisted',
  )
  return { blogs, pending: channels.isPending || networks.isPending }
}

export const nameOf = (blogs: readonly Channel[], id: string) => {
  const blog = blogs.find((one) => one.id === id)
  return blog ? `${blog.networkLabel} ${blog.name}` : ''
}

/** Where an article is published: here (and on other blogs besides), or on another blog instead. */
export function WhereChoice({
  blogs,
  instead,
  besides,
  onInstead,
  onBesides,
}: {
  blogs: readonly Channel[]
  /** Empty: on the built-in blog. */
  instead: string
  besides: string[]
  onInstead(channelId: string): void
  onBesides(channelIds: string[]): void
}) {
  const { t } = useTranslation()
  return (
    <>
      <Radio.Group label={t('writing.where')} value={instead} onChange={onInstead}>
        <div className="stack" style={{ gap: 12, marginTop: 8 }}>
          <Radio value="" label={t('writing.whereHere')} />
          {blogs.map(({ id }) => (
            <Radio key={id} value={id} label={t('writing.whereInstead', { blog: nameOf(blogs, id) })} />
          ))}
        </div>
      </Radio.Group>
      {instead === '' && (
        <Checkbox.Group label={t('writing.whereBesides')} value={besides} onChange={onBesides}>
          <div className="stack" style={{ gap: 12, marginTop: 8 }}>
            {blogs.map(({ id }) => (
              <Checkbox key={id} value={id} label={nameOf(blogs, id)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </>
  )
}
