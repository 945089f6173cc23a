import './compose.css'
import { Button } from '@mantine/core'
import { IconClock, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PostCreate } from '../../src/http/api.ts'
import { saySeconds } from '../base/seconds.ts'
import { useMe, useTimes } from '../base/session.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice, ProblemNotice } from '../ui/parts.tsx'
import { pickedInstant, tomorrowAtNine, WhenPicker } from '../ui/when-picker.tsx'
import { NextSlot } from './next-slot.tsx'
import { RepeatButton } from './repeat-dialog.tsx'

/** When it is to leave. */
export type Leaving = { when: 'now' } | { when: 'at'; at: string } | { when: 'slot' }

interface SendBarProps {
  /** What is to be sent, a text for each chosen channel. */
  texts: PostCreate['texts']
  articleId?: string
  /** The kept draft that it is. */
  draftId?: string
  /** Why nothing can be sent; empty when it can. */
  blocked: string
  busy: boolean
  error: unknown
  onSend(leaving: Leaving): void
  /** Keeps it as a draft for everybody of the brand. */
  onKeep?(): void
  /** It was made to come again. */
  onRepeated(): void
}

/** Asks for a time that is still to come. */
function LaterDialog({ opened, onClose, onPick }: { opened: boolean; onClose(): void; onPick(at: string): void }) {
  const { t } = useTranslation()
  const times = useTimes()
  const [local, setLocal] = useState(() => tomorrowAtNine(times.timeZone))
  const at = pickedInstant(local, times.timeZone)
  return (
    <Dialog opened={opened} onClose={onClose} title={t('posts.sendLater')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!at) return
          onClose()
          onPick(at)
        }}
      >
        <WhenPicker value={local} onChange={setLocal} />
        <div>
          <Button type="submit" disabled={!at}>
            {at ? t('posts.sendAt', { time: times.time(at) }) : t('posts.sendLater')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** All the ways in which it can leave, or stay. */
function Ways({ texts, articleId, draftId, blocked, busy, onSend, onKeep, onRepeated }: Omit<SendBarProps, 'error'>) {
  const { t } = useTranslation()
  const [choosing, setChoosing] = useState(false)
  const can = texts.length > 0 && !blocked
  const off = !can || busy
  return (
    <>
      <Button
        disabled={!can}
        loading={busy}
        leftSection={<IconSend size={18} aria-hidden />}
        onClick={() => onSend({ when: 'now' })}
      >
        {t('posts.sendNow', { count: texts.length })}
      </Button>
      <Button
        variant="default"
        disabled={off}
        leftSection={<IconClock size={18} aria-hidden />}
        onClick={() => setChoosing(true)}
      >
        {t('posts.sendLater')}
      </Button>
      <NextSlot
        channelIds={texts.map(({ channelId }) => channelId)}
        disabled={off}
        onSend={() => onSend({ when: 'slot' })}
      />
      <RepeatButton
        texts={texts}
        {...(articleId && { articleId })}
        {...(draftId && { draftId })}
        disabled={off}
        onDone={onRepeated}
      />
      {onKeep && (
        <Button variant="subtle" disabled={busy} onClick={onKeep}>
          {t('posts.keepDraft')}
        </Button>
      )}
      <LaterDialog opened={choosing} onClose={() => setChoosing(false)} onPick={(at) => onSend({ when: 'at', at })} />
    </>
  )
}

/** Sends now, at a time, or into the next free slot; says why it can't. */
export function SendBar({ error, ...ways }: SendBarProps) {
  const { t } = useTranslation()
  const { hold, undoSeconds } = useMe()
  return (
    <div className="send-bar stack" style={{ gap: 10 }}>
      {ways.blocked && <Notice tone="needs">{ways.blocked}</Notice>}
      {hold && <Notice tone="waiting">{t('posts.whileHeld')}</Notice>}
      <ProblemNotice error={error} />
      <div className="row">
        <Ways {...ways} />
        <span className="small quiet">
          {undoSeconds ? t('posts.undoFor', { time: saySeconds(undoSeconds, t) }) : t('posts.undoNone')}
        </span>
      </div>
    </div>
  )
}
