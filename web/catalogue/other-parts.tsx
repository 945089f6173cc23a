import { Button } from '@mantine/core'
import { useState } from 'react'
import { BrandForm, BrandPreview } from '../brand-kit/brand-form.tsx'
import { Typefaces } from '../brand-kit/typefaces.tsx'
import { ByHand, ConfirmForm } from '../deliveries/by-hand.tsx'
import { DeliveryActions } from '../deliveries/delivery-actions.tsx'
import { DeliveryBadge, DeliveryRow } from '../deliveries/delivery-row.tsx'
import { deliveryStates } from '../deliveries/delivery-state.ts'
import { RescheduleDialog } from '../deliveries/reschedule-dialog.tsx'
import { RetractDialog } from '../deliveries/retract-dialog.tsx'
import { RewriteDialog } from '../deliveries/rewrite-dialog.tsx'
import { StateFilter } from '../deliveries/state-filter.tsx'
import { YourTurn } from '../deliveries/your-turn.tsx'
import { deliveryOf, inHours, kit, microblog } from './sample.ts'
import { Group, Piece } from './sheet.tsx'

/** All that lies in `brand-kit/`. */
export function BrandParts() {
  return (
    <Group title="brand-kit">
      <Piece name="BrandForm">
        <BrandForm start={kit} submit="…" onSaved={() => undefined} />
      </Piece>
      <Piece name="Typefaces">
        <Typefaces kit={{ ...kit, displayFont: 'bricolage' }} onChange={() => undefined} />
      </Piece>
      <Piece name="BrandPreview">
        <BrandPreview kit={{ ...kit, paper: '#1f1d19', accent: '#78c6bd' }} />
      </Piece>
    </Group>
  )
}

const published = deliveryOf('published', {
  publishedAt: inHours(-3),
  permalink: 'https://example.com/1',
  responses: 2,
  sentParts: 1,
  actions: ['retract', 'correct'],
})

/** What asks before it acts. */
function Dialogs() {
  const [open, setOpen] = useState<'retract' | 'rewrite' | 'reschedule'>()
  const close = () => setOpen(undefined)
  return (
    <Piece name="RetractDialog, RewriteDialog, RescheduleDialog">
      <div className="row">
        <Button variant="default" onClick={() => setOpen('retract')}>
          RetractDialog
        </Button>
        <Button variant="default" onClick={() => setOpen('rewrite')}>
          RewriteDialog
        </Button>
        <Button variant="default" onClick={() => setOpen('reschedule')}>
          RescheduleDialog
        </Button>
      </div>
      {open === 'retract' && <RetractDialog delivery={published} onClose={close} />}
      {open === 'rewrite' && <RewriteDialog delivery={published} channel={microblog} correct onClose={close} />}
      {open === 'reschedule' && <RescheduleDialog delivery={published} onClose={close} />}
    </Piece>
  )
}

/** All that lies in `deliveries/`. */
export function DeliveryParts() {
  const [state, setState] = useState('')
  return (
    <Group title="deliveries">
      <Piece name="DeliveryBadge">
        <div className="row">
          {deliveryStates.map((each) => (
            <DeliveryBadge key={each} delivery={deliveryOf(each)} />
          ))}
        </div>
      </Piece>
      <Piece name="StateFilter">
        <StateFilter value={state} onChange={setState} />
      </Piece>
      <Piece name="DeliveryRow">
        <ul className="list">
          <DeliveryRow delivery={published} />
          <DeliveryRow delivery={deliveryOf('scheduled', { actions: ['cancel', 'edit', 'reschedule'] })} />
          <DeliveryRow
            delivery={deliveryOf('rejected', {
              reason: { id: 'Jejaring menolaknya.', en: 'The network refused it.' },
              actions: ['retry', 'edit'],
            })}
          />
        </ul>
      </Piece>
      <Piece name="DeliveryActions">
        <DeliveryActions
          delivery={deliveryOf('by-hand', { actions: ['confirm', 'cancel'], composer: 'https://example.com/new' })}
        />
      </Piece>
      <Piece name="YourTurn">
        <YourTurn deliveries={[deliveryOf('by-hand', { id: 'turn', actions: ['edit', 'cancel'] })]} />
      </Piece>
      <Piece name="ByHand">
        <ByHand delivery={deliveryOf('by-hand', { composer: 'https://example.com/new' })} mayConfirm={false} />
      </Piece>
      <Piece name="ConfirmForm">
        <ConfirmForm delivery={deliveryOf('unconfirmed')} />
      </Piece>
      <Dialogs />
    </Group>
  )
}
