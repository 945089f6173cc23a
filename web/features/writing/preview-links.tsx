import './tools.css'
import { Button, SegmentedControl } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article, PreviewLink, PreviewLinkMade, PreviewLinks } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { queryClient } from '../../base/queries.ts'
import { useTimes } from '../../base/session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

const pathOf = (articleId: string) => `/api/articles/${articleId}/preview-links`
const keyOf = (articleId: string) => ['articles', 'preview-links', articleId]
const renewed = (articleId: string) => queryClient.invalidateQueries({ queryKey: keyOf(articleId) })

/** The address of a link that was just made, with its button to copy it. */
function Address({ address }: { address: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div className="stack tight">
      <div className="link-box">
        <code className="small">{address}</code>
        {/* Missing without https: then it is marked and copied by hand. */}
        {'clipboard' in navigator && (
          <Button variant="default" leftSection={<IconCopy size={18} aria-hidden />} onClick={copy}>
            {t('previewLinks.copy')}
          </Button>
        )}
      </div>
      <p className="small quiet" role="status">
        {copied ? t('previewLinks.copied') : t('previewLinks.once')}
      </p>
    </div>
  )
}

function Row({ link, address, onEnd }: { link: PreviewLink; address: string | undefined; onEnd(): void }) {
  const { t } = useTranslation()
  const times = useTimes()
  const until = times.time(link.endsAt)
  const made = { name: link.by, ago: times.ago(link.madeAt) }
  return (
    <li className="stack tight" style={{ padding: '12px 0' }}>
      <div className="row apart" style={{ flexWrap: 'nowrap' }}>
        <span className="stack tight">
          <span className="strong">{t('previewLinks.until', { time: until })}</span>
          <span className="small quiet">{t(link.by ? 'previewLinks.by' : 'previewLinks.byNobody', made)}</span>
        </span>
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ marginInlineEnd: -9, flex: 'none' }}
          aria-label={t('previewLinks.endOf', { time: until })}
          onClick={onEnd}
        >
          {t('previewLinks.end')}
        </Button>
      </div>
      {address && <Address address={address} />}
    </li>
  )
}

function useLinks(articleId: string) {
  const { t } = useTranslation()
  // Told once: as long as this dialog is open, they can be copied.
  const [addresses, setAddresses] = useState<Readonly<Record<string, string>>>({})
  const links = useQuery({
    queryKey: keyOf(articleId),
    queryFn: async ({ signal }) => (await ask<PreviewLinks>(pathOf(articleId), { signal })).links,
  })
  const make = useMutation({
    mutationFn: (days: number) => ask<PreviewLinkMade>(pathOf(articleId), { method: 'POST', body: { days } }),
    onSuccess: ({ link, address }) => {
      setAddresses((before) => ({ ...before, [link.id]: address }))
      return renewed(articleId)
    },
  })
  const end = useMutation({
    mutationFn: ({ id }: PreviewLink) => ask(`${pathOf(articleId)}/${id}`, { method: 'DELETE' }),
    onSuccess: async (_, { id }) => {
      await renewed(articleId)
      toast(t('previewLinks.ended'), {
        undo: async () => {
          await ask(`${pathOf(articleId)}/${id}/resume`, { method: 'POST' })
          await renewed(articleId)
        },
      })
    },
  })
  return { links, make, end, addresses }
}

/** Links by which somebody without an account reads the article before it is out: made, seen and ended here. */
export default function PreviewLinksDialog({ article, onClose }: { article: Article; onClose(): void }) {
  const { t } = useTranslation()
  const [days, setDays] = useState('7')
  const { links, make, end, addresses } = useLinks(article.id)
  return (
    <Dialog size="lg" onClose={onClose} title={t('previewLinks.title')}>
      <div className="stack" style={{ gap: 20 }}>
        <p>{t('previewLinks.about')}</p>
        <div className="row" style={{ rowGap: 12 }}>
          <SegmentedControl
            aria-label={t('previewLinks.days')}
            value={days}
            onChange={setDays}
            data={['1', '7', '30'].map((value) => ({ value, label: t(`previewLinks.lasts.${value}`) }))}
          />
          <Button loading={make.isPending} onClick={() => make.mutate(Number(days))}>
            {t('previewLinks.make')}
          </Button>
        </div>
        <ProblemNotice error={make.error ?? end.error} />
        <section className="stack tight" aria-labelledby="preview-links">
          <h3 id="preview-links">{t('previewLinks.active')}</h3>
          <ProblemNotice error={links.error} onRetry={() => void links.refetch()} />
          {links.isPending && <ListShape rows={2} />}
          {links.data?.length === 0 && <p className="quiet">{t('previewLinks.none')}</p>}
          {links.data && links.data.length > 0 && (
            <ul className="list">
              {links.data.map((link) => (
                <Row key={link.id} link={link} address={addresses[link.id]} onEnd={() => end.mutate(link)} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </Dialog>
  )
}
