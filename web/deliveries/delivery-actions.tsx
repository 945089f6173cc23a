import './deliveries.css'
import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../../src/http/api.ts'
import { copyLink } from '../base/copy-link.ts'
import { channelsQuery } from '../base/queries.ts'
import { type May, useMay } from '../base/session.tsx'
import { ProblemNotice } from '../ui/parts.tsx'
import { ByHand, ConfirmForm } from './by-hand.tsx'
import { type Action, useAction } from './use-action.ts'

// A row is drawn without what only its buttons open.
const RetractDialog = lazy(() => import('./retract-dialog.tsx').then((part) => ({ default: part.RetractDialog })))
const RewriteDialog = lazy(() => import('./rewrite-dialog.tsx').then((part) => ({ default: part.RewriteDialog })))
const RescheduleDialog = lazy(() =>
  import('./reschedule-dialog.tsx').then((part) => ({ default: part.RescheduleDialog })),
)

/** What is done to a copy that is out. */
const touchesCopy: readonly Action[] = ['retract', 'correct', 'gone']

/** What the person may do with a delivery now. An answer follows the permission to answer, whoever sent it. */
export function actionsOf({ actions, responseId, by }: Delivery, may: May): Action[] {
  return actions.filter((action) => {
    if (responseId !== null) return may('answer')
    return may(touchesCopy.includes(action) ? 'retract' : 'send', by)
  })
}

const mayRetract = ({ responseId, by }: Delivery, may: May) =>
  responseId === null ? may('retract', by) : may('answer')

type Asking = 'retract' | 'reschedule' | 'edit' | 'correct'

/** What is over, well or not: its words can be said anew. */
const done: readonly Delivery['state'][] = ['published', 'cancelled', 'rejected', 'missed', 'retracted', 'unconfirmed']

/** What is done with one press. */
const direct: readonly Action[] = ['cancel', 'retry', 'let-go']
/** What asks for more first, in the order in which it is offered. */
const asking = ['edit', 'correct', 'reschedule'] as const

/** To the copy on the network, where it has an address. */
function SeeThere({ delivery: { permalink, channel } }: { delivery: Delivery }) {
  const { t } = useTranslation()
  if (!permalink) return null
  return (
    <Button
      size="xs"
      variant="default"
      component="a"
      href={permalink}
      target="_blank"
      rel="noopener"
      rightSection={<IconExternalLink size={15} aria-hidden />}
    >
      {t('posts.seeOn', { network: channel.networkLabel })}
    </Button>
  )
}

/** The buttons: to the copy on the network, what is done at once, what asks first. */
function Buttons({
  delivery,
  editable,
  act,
  onAsk,
}: {
  delivery: Delivery
  /** Its channel is there, so that its words can be changed. */
  editable: boolean
  act: ReturnType<typeof useAction>
  onAsk(what: Asking): void
}) {
  const { t } = useTranslation()
  const may = useMay()
  const actions = actionsOf(delivery, may)
  const again = done.includes(delivery.state) ? copyLink(delivery) : undefined
  return (
    <div className="row tight">
      <SeeThere delivery={delivery} />
      {actions
        .filter((action) => direct.includes(action))
        .map((action) => (
          <Button
            key={action}
            size="xs"
            variant="default"
            loading={act.isPending}
            onClick={() => act.mutate({ action })}
          >
            {t(`posts.action.${action}`)}
          </Button>
        ))}
      {asking
        .filter((action) => actions.includes(action) && (editable || action === 'reschedule'))
        .map((action) => (
          <Button key={action} size="xs" variant="default" onClick={() => onAsk(action)}>
            {t(`posts.action.${action}`)}
          </Button>
        ))}
      {again && may('send') && (
        <Button size="xs" variant="subtle" component={Link} to={again}>
          {t('posts.copyToNew')}
        </Button>
      )}
      {delivery.state === 'published' && mayRetract(delivery, may) && (
        <Button size="xs" variant="subtle" onClick={() => onAsk('retract')}>
          {t('posts.action.retract')}
        </Button>
      )}
    </div>
  )
}

/** What a person can do with a delivery now, as the server says. */
export function DeliveryActions({ delivery }: { delivery: Delivery }) {
  const may = useMay()
  const [dialog, setDialog] = useState<Asking>()
  const act = useAction(delivery)
  const channel = useQuery(channelsQuery).data?.find(({ id }) => id === delivery.channel.id)
  const mayConfirm = actionsOf(delivery, may).includes('confirm')
  const close = () => setDialog(undefined)
  return (
    <div className="stack" style={{ gap: 10 }}>
      {delivery.state === 'by-hand' && <ByHand delivery={delivery} mayConfirm={mayConfirm} />}
      {delivery.state !== 'by-hand' && mayConfirm && <ConfirmForm delivery={delivery} />}
      <Buttons delivery={delivery} editable={channel !== undefined} act={act} onAsk={setDialog} />
      <ProblemNotice error={act.error} />
      <Suspense fallback={null}>
        {dialog === 'retract' && <RetractDialog delivery={delivery} onClose={close} />}
        {channel && (dialog === 'edit' || dialog === 'correct') && (
          <RewriteDialog delivery={delivery} channel={channel} correct={dialog === 'correct'} onClose={close} />
        )}
        {dialog === 'reschedule' && <RescheduleDialog delivery={delivery} onClose={close} />}
      </Suspense>
    </div>
  )
}
