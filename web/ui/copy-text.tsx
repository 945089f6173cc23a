import { ActionIcon } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Something that is typed in elsewhere, and a button that copies it. */
export function CopyText({ text }: { text: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(() => setCopied(false), 2000)
    } catch {
      // Not on https, or refused: the text can still be selected on the page.
    }
  }
  return (
    <span className="copy-text">
      <code>{text}</code>
      <ActionIcon
        size={28}
        variant="subtle"
        aria-label={t(copied ? 'common.copied' : 'common.copyThis', { text })}
        onClick={() => void copy()}
      >
        {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      </ActionIcon>
    </span>
  )
}
