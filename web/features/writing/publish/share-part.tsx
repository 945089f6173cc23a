import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconLink, IconPencil } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../../../base/session.tsx'
import { ChannelFaces } from '../../../compose/channel-faces.tsx'
import { DraftConflict } from '../../../compose/draft-conflict.tsx'
import { PostEditor } from '../../../compose/post-editor.tsx'
import type { PostWriter } from '../../../compose/use-post-writer.ts'
import { hasOwnWords } from '../../../compose/versions.ts'
import { WhenDialog } from '../../../compose/when-dialog.tsx'
import { WordTools } from '../../../compose/word-tools.tsx'
import { NetworkMark } from '../../../ui/network-mark.tsx'
import { dueOf, offeredAfter, type Timing } from './timing.ts'

interface Times {
  /** By channel; those that are not here go with the article. */
  timings: ReadonlyMap<string, Timing>
  /** When the article goes out; `undefined`: now. */
  articleAt: string | undefined
  onTiming(channelId: string, timing: Timing): void
}

/** When one channel's post goes out. */
function TimeOf({ channelId, name, timings, articleAt, onTiming }: Times & { channelId: string; name: string }) {
  const { t } = useTranslation()
  const times = useTimes()
  const [picking, setPicking] = useState(false)
  const timing = timings.get(channelId) ?? { after: 0 }
  const said = 'at' in timing ? times.planned(timing.at) : t(`writing.share.after.${timing.after}`)
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button
            size="xs"
            variant="subtle"
            color="var(--ink)"
            rightSection={<IconChevronDown size={16} aria-hidden />}
            aria-label={t('writing.share.timeOf', { channel: name, time: said })}
          >
            {said}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offeredAfter.map((after) => (
            <Menu.Item key={after} onClick={() => onTiming(channelId, { after })}>
              {t(`writing.share.after.${after}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setPicking(true)}>{t('writing.share.own')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {picking && (
        <WhenDialog
          at={dueOf(timing, articleAt, new Date())}
          channelIds={[channelId]}
          sends={false}
          onClose={() => setPicking(false)}
          onPick={(at) => onTiming(channelId, { at })}
        />
      )}
    </>
  )
}

/** One line for each channel: whether it follows the main text, and when its post goes out. */
function ShareTimes({ writer, ...times }: Times & { writer: PostWriter }) {
  const { t } = useTranslation()
  const { on, names, written, setEditing } = writer
  return (
    <ul className="share-times plain">
      {on.map(({ id, network }) => {
        const own = hasOwnWords(written, id)
        const Tie = own ? IconPencil : IconLink
        const name = names.get(id) ?? ''
        return (
          <li key={id}>
            <NetworkMark network={network} />
            <span className="grow clip">{name}</span>
            <button type="button" className="share-tie small" onClick={() => setEditing(id)}>
              <Tie size={16} aria-hidden />
              {t(own ? 'writing.share.ownVersion' : 'writing.share.follows')}
            </button>
            <TimeOf channelId={id} name={name} {...times} />
          </li>
        )
      })}
    </ul>
  )
}

/** The posts that go with an article: to whom, what they say, when each goes out. */
export function SharePart({ writer, ...times }: Times & { writer: PostWriter }) {
  const { t } = useTranslation()
  const field = useRef<HTMLTextAreaElement>(null)
  const any = writer.on.length > 0
  return (
    <section className="share-part" aria-label={t('writing.share.title')}>
      <h3>{t('writing.share.title')}</h3>
      {writer.saving === 'conflict' && <DraftConflict {...writer.conflict} />}
      <ChannelFaces channels={writer.channels} on={writer.written.on} onToggle={writer.toggle} />
      {any ? (
        <>
          <PostEditor writer={writer} inputRef={field} tools={<WordTools area={field} />} />
          <ShareTimes writer={writer} {...times} />
        </>
      ) : (
        <p className="small quiet">{t('writing.share.nobody')}</p>
      )}
    </section>
  )
}
