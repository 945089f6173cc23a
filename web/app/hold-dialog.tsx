import { Button, Textarea } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setHold } from '../base/actions.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Notice, ProblemNotice } from '../ui/parts.tsx'
import { toast } from '../ui/toasts.tsx'

/** Asks why, then holds everything. */
export function HoldDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const hold = useMutation({
    mutationFn: () => setHold(true, reason.trim()),
    onSuccess: (inTheAir) => {
      setReason('')
      if (inTheAir.length > 0) return
      toast(t('hold.held'))
      onClose()
    },
  })
  const left = hold.data ?? []
  return (
    <Dialog opened={opened} onClose={onClose} title={t('hold.title')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          hold.mutate()
        }}
      >
        <p className="quiet">{t('hold.explain')}</p>
        <Textarea
          label={t('hold.reason')}
          description={t('hold.reasonHint')}
          autosize
          minRows={2}
          maxLength={500}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemNotice error={hold.error} />
        {left.length > 0 && (
          <Notice tone="waiting">
            <p className="strong">{t('hold.leftTitle')}</p>
            <p>{t('hold.left')}</p>
            <ul>
              {left.map(({ deliveryId, channel, text }) => (
                <li key={deliveryId}>
                  <span className="strong">{channel}</span>: {text}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <div className="row">
          <Button type="submit" loading={hold.isPending} leftSection={<IconHandStop size={18} aria-hidden />}>
            {t('hold.confirm')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
