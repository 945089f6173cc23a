import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../ui/dialog.tsx'

/** A link that is shown this once, with its button to copy it. */
export function LinkBox({ link }: { link: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div className="stack">
      <p>{t('team.linkOnce')}</p>
      <div className="link-box">
        <code className="small">{link}</code>
        {/* Missing without https: then it is marked and copied by hand. */}
        {'clipboard' in navigator && (
          <Button variant="default" leftSection={<IconCopy size={18} aria-hidden />} onClick={copy}>
            {t('team.copy')}
          </Button>
        )}
      </div>
      <p className="small quiet" role="status">
        {copied ? t('team.copied') : ''}
      </p>
    </div>
  )
}

/** The same, over the page. */
export function LinkDialog({ link, onClose }: { link: string; onClose(): void }) {
  const { t } = useTranslation()
  return (
    <Dialog onClose={onClose} title={t('team.linkTitle')}>
      <div className="stack">
        <LinkBox link={link} />
        <div>
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
