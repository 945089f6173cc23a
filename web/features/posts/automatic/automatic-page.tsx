import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../../../ui/page.tsx'
import { Evergreens } from './evergreens.tsx'
import { Feeds } from './feeds.tsx'
import { Proposals } from './proposals.tsx'

/** Teasers that are prepared by themselves: what waits for a look, feeds of one's own, old articles that come round. */
export function AutomaticPage() {
  const { t } = useTranslation()
  return (
    <Page
      title={t('automatic.page')}
      terms={['suggested post', 'feed', 'reshare']}
      lead={t('automatic.lead')}
      back={<Link to="/posts">{t('shell.posts')}</Link>}
    >
      <div className="stack wide">
        <Proposals />
        <Feeds />
        <Evergreens />
      </div>
    </Page>
  )
}
