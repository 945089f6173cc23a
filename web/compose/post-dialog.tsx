import './post.css'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Dialog } from '../ui/dialog.tsx'

const phone = '(max-width: 860px)'

/** A dialog in which one writes for channels: with room for how it looks, and the whole of a phone. */
export function PostDialog({ title, onClose, children }: { title: string; onClose(): void; children: ReactNode }) {
  const small = useMediaQuery(phone, window.matchMedia(phone).matches, { getInitialValueInEffect: false })
  return (
    <Dialog onClose={onClose} title={title} size={920} fullScreen={small} classNames={{ body: 'post-dialog' }}>
      {children}
    </Dialog>
  )
}
