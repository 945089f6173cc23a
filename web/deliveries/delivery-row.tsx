import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../../src/http/api.ts'
import { useSay } from '../base/i18n.ts'
import { Face } from '../ui/face.tsx'
import { Badge, Instant } from '../ui/parts.tsx'
import { DeliveryActions } from './delivery-actions.tsx'
import { toneOf } from './delivery-state.ts'

/** A delivery's state: icon, word and colour. */
export function DeliveryBadge({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation()
  return <Badge tone={toneOf[delivery.state]}>{t(`posts.state.${delivery.state}`)}</Badge>
}

/** One delivery: what, where, how it stands, and what can be done. */
export function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation()
  const say = useSay()
  const { channel, article } = delivery
  return (
    <li>
      <article className="item" aria-label={`${channel.networkLabel} ${channel.handle}`}>
        <Face name={channel.name} src={channel.avatar} network={channel.network} />
        <div className="grow stack" style={{ gap: 8 }}>
          <div className="row tight">
            <span className="strong">{channel.name}</span>
            <span className="small quiet">
              {channel.networkLabel} · {channel.handle}
            </span>
          </div>
          <p className="clip2">{delivery.text}</p>
          <div className="row small quiet" style={{ gap: '4px 12px' }}>
            <DeliveryBadge delivery={delivery} />
            <Instant at={delivery.publishedAt ?? delivery.dueAt} />
            {delivery.state === 'scheduled' && channel.kind === 'assisted' && <span>{t('posts.byHandThen')}</span>}
            {delivery.parts.length > 1 && (
              <span>{t('posts.partsSent', { sent: delivery.sentParts, of: delivery.parts.length })}</span>
            )}
            {delivery.responses > 0 && <span>{t('posts.responses', { count: delivery.responses })}</span>}
            {article && (
              <Anchor component={Link} to={`/writing/${article.id}`} size="xs" underline="always">
                {article.title}
              </Anchor>
            )}
          </div>
          {delivery.reason && (
            <p className="medium">
              {say(delivery.reason)}
              {delivery.nextTryAt && (
                <>
                  {' '}
                  {t('posts.nextTry')} <Instant at={delivery.nextTryAt} />.
                </>
              )}
            </p>
          )}
          <DeliveryActions delivery={delivery} />
        </div>
      </article>
    </li>
  )
}
