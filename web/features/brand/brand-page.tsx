import { Button } from '@mantine/core'
import { IconWorld } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { brandQuery, todayQuery } from '../../base/queries.ts'
import { useMay, useMe } from '../../base/session.tsx'
import { BrandForm, BrandPreview } from '../../brand-kit/brand-form.tsx'
import { RoleNotice } from '../../ui/not-allowed.tsx'
import { Page } from '../../ui/page.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { OneBrand } from './one-brand.tsx'

/** The Brand room: the kit. */
export function BrandPage() {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const may = useMay()
  const brand = useQuery(brandQuery)
  // What it says above the form would move it, came it later.
  const measuring = useQuery(todayQuery).isPending
  const ready = !measuring && brand.data
  return (
    <Page
      terms={['brand']}
      width="page"
      title={t('brand.title')}
      lead={t('brand.lead')}
      actions={
        workspace?.blog && (
          <Button
            component="a"
            href={`${workspace.blog}/`}
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
      {(brand.isPending || measuring) && <ListShape />}
      {ready && <OneBrand />}
      {ready &&
        (may('brand') ? (
          <BrandForm start={ready} submit={t('brand.save')} onSaved={() => toast(t('brand.saved'))} />
        ) : (
          <div className="stack">
            <RoleNotice needs="brand" />
            <BrandPreview kit={ready} />
          </div>
        ))}
    </Page>
  )
}
