import { Button } from '@mantine/core'
import { IconWorld } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { brandQuery } from '../../base/queries.ts'
import { useMay, useMe } from '../../base/session.tsx'
import { BrandForm, BrandPreview } from '../../brand-kit/brand-form.tsx'
import { RoleNotice } from '../../ui/not-allowed.tsx'
import { Page } from '../../ui/page.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

/** The Brand room: the kit. */
export function BrandPage() {
  const { t } = useTranslation()
  const { home, workspace } = useMe()
  const may = useMay()
  const brand = useQuery(brandQuery)
  return (
    <Page
      width="page"
      title={t('brand.title')}
      lead={t('brand.lead')}
      actions={
        workspace?.blog && (
          <Button
            component="a"
            href={`${home}/`}
            target="_blank"
            variant="default"
            leftSection={<IconWorld size={18} aria-hidden />}
          >
            {t('brand.openBlog')}
          </Button>
        )
      }
    >
      <ProblemNotice error={brand.error} onRetry={() => void brand.refetch()} />
      {brand.isPending && <ListShape />}
      {brand.data &&
        (may('brand') ? (
          <BrandForm start={brand.data} submit={t('brand.save')} onSaved={() => toast(t('brand.saved'))} />
        ) : (
          <div className="stack">
            <RoleNotice needs="brand" />
            <BrandPreview kit={brand.data} />
          </div>
        ))}
    </Page>
  )
}
