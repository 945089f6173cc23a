import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../ui/page.tsx'
import { ProblemNotice } from '../ui/parts.tsx'

/** For an address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation()
  return (
    <Page title={t('shell.notFound')}>
      <div className="stack">
        <p>{t('shell.notFoundWhy')}</p>
        <div>
          <Button component={Link} to="/">
            {t('shell.toToday')}
          </Button>
        </div>
      </div>
    </Page>
  )
}

/** For a page that could not be drawn: what happened, and the way to try again. */
export function PageProblem({ error }: { error: unknown }) {
  // A new version was installed while this page was open: its old pieces are gone, a reload brings the new ones.
  const stale = error instanceof TypeError && /dynamically imported module|importing a module/i.test(error.message)
  return (
    <div className="page" style={{ padding: 24 }}>
      <ProblemNotice
        error={stale ? undefined : error}
        onRetry={() => {
          window.location.reload()
        }}
      />
      {stale && <StaleNotice />}
    </div>
  )
}

function StaleNotice() {
  const { t } = useTranslation()
  return (
    <div className="stack">
      <p>{t('shell.stale')}</p>
      <div>
        <Button onClick={() => window.location.reload()}>{t('shell.reload')}</Button>
      </div>
    </div>
  )
}
