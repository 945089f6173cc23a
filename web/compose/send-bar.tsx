import './compose.css'
import { Button, Modal } from '@mantine/core'
import { IconClock, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PostCreate } from '../../src/http/api.ts'
import { saySeconds } from '../base/seconds.ts'
import { useMe, useTimes } from '../base/session.tsx'
import { Notice, ProblemNotice } from '../ui/parts.tsx'
import { pickedInstant, tomorrowAtNine, WhenPicker } from '../ui/when-picker.tsx'
import { NextSlot } from './next-slot.tsx'
import { RepeatButton } from './repeat-dialog.tsx'

/** When it is to leave. */
export type Leaving = { when: 'now' } | { when: 'at'; at: string } | { when: 'slot' }

/** Sends now, at a time, or into the next free slot; says why it can't. */
export function SendBar({
  texts,
  articleId,
  blocked,
  busy,
  error,
  onSend,
  onKeep,
  onRepeated,
}: {
  /** What is to be sent, a text for each chosen channel. */
  texts: PostCreate['texts']
  articleId?: string
  /** Why nothing can be sent; empty when it can. */
  blocked: string
  busy: boolean
  error: unknown
  onSend(leaving: Leaving): void
  /** Keeps it as a draft for everybody of the brand. */
  onKeep?(): void
  /** It was made to come again. */
  onRepeated(): void
}) {
  const { t } = useTranslation()
  const times = useTimes()
  const { hold, undoSeconds } = useMe()
  const [choosing, setChoosing] = useState(false)
  const [local, setLocal] = useState(() => tomorrowAtNine(times.timeZone))
  const at = pickedInstant(local, times.timeZone)
  const channelIds = texts.map(({ channelId }) => channelId)
  const count = texts.length
  const can = count > 0 && !blocked
  return (
    <div className="send-bar stack" style={{ gap: 10 }}>
      {blocked && <Notice tone="needs">{blocked}</Notice>}
      {hold && <Notice tone="waiting">{t('posts.whileHeld')}</Notice>}
      <ProblemNotice error={error} />
      <div className="row">
        <Button
          disabled={!can}
          loading={busy}
          leftSection={<IconSend size={18} aria-hidden />}
          onClick={() => onSend({ when: 'now' })}
        >
          {t('posts.sendNow', { count })}
        </Button>
        <Button
          variant="default"
          disabled={!can || busy}
          leftSection={<IconClock size={18} aria-hidden />}
          onClick={() => setChoosing(true)}
        >
          {t('posts.sendLater')}
        </Button>
        <NextSlot channelIds={channelIds} disabled={!can || busy} onSend={() => onSend({ when: 'slot' })} />
        <RepeatButton texts={texts} {...(articleId && { articleId })} disabled={!can || busy} onDone={onRepeated} />
        {onKeep && (
          <Button variant="subtle" disabled={busy} onClick={onKeep}>
            {t('posts.keepDraft')}
          </Button>
        )}
        <span className="small quiet">
          {undoSeconds ? t('posts.undoFor', { time: saySeconds(undoSeconds, t) }) : t('posts.undoNone')}
        </span>
      </div>
      <Modal
        opened={choosing}
        onClose={() => setChoosing(false)}
        title={t('posts.sendLater')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (!at) return
            setChoosing(false)
            onSend({ when: 'at', at })
          }}
        >
          <WhenPicker value={local} onChange={setLocal} />
          <div>
            <Button type="submit" disabled={!at}>
              {at ? t('posts.sendAt', { time: times.time(at) }) : t('posts.sendLater')}
            </Button>
          </div>
        </form>
      </Modal>
    </div>
  )
}
