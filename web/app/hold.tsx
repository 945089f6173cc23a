import { Button } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../src/http/api.ts'
import { setHold } from '../base/actions.ts'
import { asProblem } from '../base/api.ts'
import { useSay } from '../base/i18n.ts'
import { useMay, useTimes } from '../base/session.tsx'
import { toast } from '../ui/toasts.tsx'

// Dialogs are loaded when one opens: the first page is drawn without them.
const MayHaveLeft = lazy(() => import('./may-have-left.tsx').then((part) => ({ default: part.MayHaveLeft })))

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
      {looking && (
        <Suspense fallback={null}>
          <MayHaveLeft onClose={() => setLooking(false)} />
        </Suspense>
      )}
      {may('hold') && (
        <Button size="xs" variant="default" loading={release.isPending} onClick={() => release.mutate()}>
          {t('hold.release')}
        </Button>
      )}
    </section>
  )
}
