import { Button, Modal } from '@mantine/core'
import { IconClock, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe, useTimes } from '../../app/session.tsx'
import { Notice, ProblemNotice } from '../../ui/parts.tsx'
import { pickedInstant, tomorrowAtNine, WhenPicker } from '../../ui/when-picker.tsx'
import { saySeconds } from '../settings/undo-choice.tsx'

/** Sends now or at a time; says why it can't. */
export function SendBar({
  count,
  blocked,
  busy,
  error,
  onSend,
  onKeep,
}: {
  count: number
  /** Why nothing can be sent; empty when it can. */
  blocked: string
  busy: boolean
  error: unknown
  onSend(at?: string): void
  /** Keeps it as a draft for everybody of the brand. */
  onKeep?(): void
}) {
  const { t } = useTranslation()
  const times = useTimes()
  const { hold, undoSeconds } = useMe()
  const [choosing, setChoosing] = useState(false)
  const [local, setLocal] = useState(() => tomorrowAtNine(times.timeZone))
  const at = pickedInstant(local, times.timeZone)
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
          onClick={() => onSend()}
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
            onSend(at)
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
