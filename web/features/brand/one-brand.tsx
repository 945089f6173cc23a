import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { todayQuery } from '../../base/queries.ts'
import { NetworkMark } from '../../ui/network-mark.tsx'
import { Notice } from '../../ui/parts.tsx'

/** What the brand's dial counts and finds wanting: in the kit below, and on each profile. Nothing where all is as it should be. */
export function OneBrand() {
  const { t } = useTranslation()
  const brand = useQuery(todayQuery).data?.brand
  if (!brand || brand.kept === brand.of) return null
  const { missing, differing, kept, of } = brand
  const parts = missing.map((part) => t(`today.brandDial.part.${part}`)).join(', ')
  return (
    <div style={{ marginBottom: 24 }}>
      <Notice tone="needs">
        <p className="strong">{t('brand.one.title', { kept, count: of })}</p>
        <ul className="plain stack tight">
          {parts && <li className="medium">{t('today.brandDial.missing', { parts })}</li>}
          {differing.flatMap(({ id, network, networkLabel, name, handle, lacks }) =>
            lacks.map((lack) => (
              <li key={`${id} ${lack}`} className="row tight medium">
                <NetworkMark network={network} />
                <span>{t(`today.brandDial.lacks.${lack}`, { name: `${networkLabel} (${handle || name})` })}</span>
              </li>
            )),
          )}
        </ul>
        {differing.length > 0 && (
          <p className="small">
            {t('brand.one.mend')} <Link to="/settings/channels">{t('brand.one.channels')}</Link>
          </p>
        )}
      </Notice>
    </div>
  )
}
