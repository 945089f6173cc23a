import { Checkbox, Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../../../src/http/api.ts'
import { nameOfBlog } from '../../../base/home-channels.ts'

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
            <Radio key={id} value={id} label={t('writing.whereInstead', { blog: nameOfBlog(blogs, id) })} />
          ))}
        </div>
      </Radio.Group>
      {instead === '' && (
        <Checkbox.Group label={t('writing.whereBesides')} value={besides} onChange={onBesides}>
          <div className="stack" style={{ gap: 12, marginTop: 8 }}>
            {blogs.map(({ id }) => (
              <Checkbox key={id} value={id} label={nameOfBlog(blogs, id)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </>
  )
}
