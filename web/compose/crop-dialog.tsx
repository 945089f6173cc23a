import './media.css'
import { Button, SegmentedControl } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, type MouseEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Media, MediaCrop } from '../../src/http/api.ts'
import { ask } from '../base/api.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNotice } from '../ui/parts.tsx'
import { type Box, cropBox, type Point, type Ratio } from './crop-box.ts'

const percent = (share: number) => `${share * 100}%`
const between = (at: number) => Math.min(1, Math.max(0, at))
const step = 0.02
const steps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
}

/** The picture with its focal point, and what is left of it in the light. */
function FocusedPicture({
  media,
  box,
  focus,
  onFocus,
}: {
  media: Media
  box: Box
  focus: Point
  onFocus(focus: Point): void
}) {
  const { t } = useTranslation()
  const press = ({ currentTarget, clientX, clientY, detail }: MouseEvent<HTMLButtonElement>) => {
    // By the keyboard nothing is pressed at: the arrows move it.
    if (detail === 0) return
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    onFocus({ x: between((clientX - left) / width), y: between((clientY - top) / height) })
  }
  const move = (event: KeyboardEvent<HTMLButtonElement>) => {
    const by = steps[event.key]
    if (!by) return
    event.preventDefault()
    onFocus({ x: between(focus.x + by.x), y: between(focus.y + by.y) })
  }
  const { left, top, width, height } = box
  return (
    <button
      type="button"
      className="crop-picture"
      aria-label={t('posts.pictures.focus')}
      onClick={press}
      onKeyDown={move}
    >
      <img src={media.url} alt={media.alt} />
      <span
        className="crop-box"
        style={{ left: percent(left), top: percent(top), width: percent(width), height: percent(height) }}
      />
      <span className="crop-focus" style={{ left: percent(focus.x), top: percent(focus.y) }} />
    </button>
  )
}

/** Cuts a picture to a shape around its focal point: a picture of its own, the whole one stays. */
export function CropDialog({
  media,
  onCropped,
  onClose,
}: {
  media: Media
  onCropped(media: Media): void
  onClose(): void
}) {
  const { t } = useTranslation()
  const [ratio, setRatio] = useState<Ratio>('even')
  const [focus, setFocus] = useState<Point>(media.focus ?? { x: 0.5, y: 0.5 })
  const box = cropBox(media, ratio, focus)
  const crop = useMutation({
    mutationFn: (body: MediaCrop) => ask<Media>(`/api/media/${media.id}/crop`, { method: 'POST', body }),
    onSuccess: onCropped,
  })
  return (
    <Dialog onClose={onClose} title={t('posts.pictures.cropTitle')} size="lg">
      <div className="stack">
        <SegmentedControl
          aria-label={t('posts.pictures.ratio')}
          value={ratio}
          onChange={(value) => setRatio(value as Ratio)}
          data={[
            { value: 'whole', label: t('posts.pictures.whole') },
            { value: 'even', label: '1:1' },
            { value: 'portrait', label: '4:5' },
            { value: 'wide', label: '16:9' },
            { value: 'card', label: '1.91:1' },
          ]}
        />
        <FocusedPicture media={media} box={box} focus={focus} onFocus={setFocus} />
        <p className="small quiet">{t('posts.pictures.focusMeans')}</p>
        <ProblemNotice error={crop.error} />
        <div className="row">
          <Button loading={crop.isPending} onClick={() => crop.mutate({ ...box, focus })}>
            {t('posts.pictures.cropDo')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
