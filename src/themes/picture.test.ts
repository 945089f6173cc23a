import { expect, test } from 'vitest'
import { focusClasses } from '../core/picture-shapes.ts'
import { unsafeIn } from '../testing/unsafe-html.ts'
import { pictureElement, pictureStyle } from './picture.ts'

const plain = { file: 'a.jpg', src: '/media/a.jpg', width: 1200, height: 750, sources: [] }
const whole = {
  ...plain,
  focus: { x: 0.9, y: 0.1 },
  sources: [{ type: 'image/avif', srcSet: '/media/a-480.avif 480w, /media/a-1200.avif 1200w' }],
  placeholder: 'data:image/webp;base64,AA==',
}

test('a picture is offered in all that was made of it; what was not made yet is left out', () => {
  const standing = { alt: 'Laut "abu" <tenang>', sizes: '100vw' }
  expect(pictureElement(plain, standing).value).toBe(
    '<img src="/media/a.jpg" alt="Laut &quot;abu&quot; &lt;tenang&gt;" width="1200" height="750" loading="lazy" decoding="async">',
  )
  expect(pictureElement(whole, { ...standing, alt: '', className: 'u-featured', first: true }).value).toBe(
    '<span class="pic"><img class="blur" src="data:image/webp;base64,AA==" alt=""><picture>' +
      '<source type="image/avif" srcset="/media/a-480.avif 480w, /media/a-1200.avif 1200w" sizes="100vw">' +
      '<img class="u-featured fx4 fy0" src="/media/a.jpg" alt="" width="1200" height="750" fetchpriority="high"></picture></span>',
  )
  expect(unsafeIn(pictureElement({ ...whole, placeholder: '' }, standing).value)).toEqual([])
})

test('a focal point is one of few classes, each of which the style knows; the middle needs none', () => {
  expect(focusClasses(undefined)).toEqual([])
  expect(focusClasses({ x: 0.5, y: 0.5 })).toEqual([])
  expect(focusClasses({ x: -3, y: 7 })).toEqual(['fx0', 'fy4'])
  for (let at = 0; at <= 1; at += 0.01)
    for (const name of focusClasses({ x: at, y: 1 - at })) expect(pictureStyle).toContain(`.${name}{`)
})
