import { Button, Textarea } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../src/http/api.ts'
import { setHold } from '../base/actions.ts'
import { asProblem } from '../base/api.ts'
import { useSay } from '../base/i18n.ts'
import { deliveriesQuery } from '../base/queries.ts'
import { useMay, useTimes } from '../base/session.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { More } from '../ui/more.tsx'
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

/** What was not sent yet when the backup was made: from wherever the work went on, it may have left since. */
function MayHaveLeft({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation()
  const times = useTimes()
  const list = useInfiniteQuery({ ...deliveriesQuery({ state: 'scheduled,missed,unconfirmed' }), enabled: opened })
  return (
    <Dialog opened={opened} onClose={onClose} size="lg" title={t('hold.lookTitle')}>
      <div className="stack">
        <p className="quiet">{t('hold.lookWhy')}</p>
        <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        {list.data?.length === 0 && <p>{t('hold.lookNone')}</p>}
        <ul className="plain stack">
          {list.data?.map(({ id, channel, text, dueAt, state }) => (
            <li key={id}>
              <p className="small quiet">
                <span className="strong">{channel.name}</span> · {channel.networkLabel} · {times.exactly(dueAt)} ·{' '}
                {t(`posts.state.${state}`)}
              </p>
              <p className="clip2">{text}</p>
            </li>
          ))}
        </ul>
        <More list={list} />
        <Link to="/posts" onClick={onClose}>
          {t('hold.toPosts')}
        </Link>
      </div>
    </Dialog>
  )
}

/** Stands above everything while all is held. */
export function HoldBanner({ hold }: { hold: NonNullable<Me['hold']> }) {
  const { t } = useTranslation()
  const say = useSay()
  const times = useTimes()
  const release = useMutation({
    mutationFn: () => setHold(false),
    onSuccess: () => toast(t('hold.released')),
    onError: (error) => toast(say(asProblem(error).words)),
  })
  const may = useMay()
  const [looking, setLooking] = useState(false)
  const { restored } = hold
  return (
    <section className="held" aria-label={t('hold.button')}>
      <IconHandStop size={20} aria-hidden />
      <span>
        {restored
          ? t('hold.restored', { from: times.exactly(restored.from) })
          : t('hold.on', { since: times.time(hold.since), by: hold.by })}{' '}
        {hold.reason && t('hold.because', { reason: hold.reason })}
      </span>
      {restored && (
        <Button size="xs" variant="default" onClick={() => setLooking(true)}>
          {t('hold.look')}
        </Button>
      )}
      {restored && <MayHaveLeft opened={looking} onClose={() => setLooking(false)} />}
      {may('hold') && (
        <Button size="xs" variant="default" loading={release.isPending} onClick={() => release.mutate()}>
          {t('hold.release')}
        </Button>
      )}
    </section>
  )
}
