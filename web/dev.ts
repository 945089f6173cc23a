/**
 * `npm run dev`: the panel as its files stand, drawn anew while one types, and the page of all components opened beside it. The
 * panel's rooms need the program (`npm start`); the components need nothing.
 */
import { createServer } from 'vite'

const server = await createServer({
  configFile: `${import.meta.dirname}/vite.config.ts`,
  server: { open: process.argv.includes('--no-open') ? false : '/panel/catalogue.html' },
})
await server.listen()
server.printUrls()
console.log(
  `  Components: ${new URL('catalogue.html', server.resolvedUrls?.local[0] ?? 'http://localhost:5173/panel/')}`,
)
