import { IconHelpCircle } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

// What opens is loaded when somebody asks for it: most people open none of them.
const TermsOpened = lazy(() => import('./terms-opened.tsx').then((part) => ({ default: part.TermsOpened })))

/**
 * A quiet mark beside a title: what the terms below it mean, each in the glossary's sentence.
 * @param of as the glossary calls them in English, in the order in which the page uses them
 */
export function Terms({ of }: { of: readonly string[] }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const opened = useRef(false)
  useEffect(() => {
    // The mark that had the focus before is another one than after: it is drawn without what had opened.
    if (opened.current && !open && document.activeElement === document.body) button.current?.focus()
    opened.current = open
  }, [open])
  const mark = (
    <button
      ref={button}
      type="button"
      className="terms-mark"
      aria-label={t('keys.termsHere')}
      aria-expanded={open}
      onClick={() => setOpen(!open)}
    >
      <IconHelpCircle size={18} aria-hidden />
    </button>
  )
  if (!open) return mark
  return (
    <Suspense fallback={mark}>
      <TermsOpened of={of} mark={mark} onClose={() => setOpen(false)} />
    </Suspense>
  )
}
