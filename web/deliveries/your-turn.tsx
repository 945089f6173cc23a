import { useTranslation } from 'react-i18next'
import type { Delivery } from '../../src/http/api.ts'
import { DeliveryRow } from './delivery-row.tsx'

/** What waits for a person's own hands: before everything else, wherever posts are listed. Nothing where nothing waits. */
export function YourTurn({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { t } = useTranslation()
  if (deliveries.length === 0) return null
  return (
    <section className="stack" style={{ gap: 10 }} aria-labelledby="your-turn">
      <h2 id="your-turn">{t('posts.byHand.yourTurn')}</h2>
      <ul className="list">
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </ul>
    </section>
  )
}
