import type { Calendar, CalendarPost } from '../http/api.ts'

/** A calendar of 5,000 posts, spread evenly over a span. */
export function busyCalendar(from: string, to: string, channelId: string): Calendar {
  const start = Date.parse(from)
  const gap = (Date.parse(to) - start) / 5000
  const states = ['scheduled', 'published', 'missed', 'by-hand', 'rejected'] as const
  const posts = Array.from({ length: 5000 }, (_, n): CalendarPost => {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
    const state = states[n % states.length] ?? 'scheduled'
    const instant = new Date(start + Math.floor(n * gap)).toISOString()
    const text = `Kabar nomor ${n} dari kebun kopi di lereng Merbabu, dengan kata yang cukup banyak`
    return {
      id,
      postId: id,
      channelId,
      articleId: null,
      at: instant,
      timeZone: 'Asia/Jakarta',
      state,
      text,
      movable: true,
      mediaId: null,
    }
  })
  return { posts, articles: [], repeats: [], free: [], channels: [] }
}
