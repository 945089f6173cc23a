import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npm start` answers while one works on the panel with Vite's own server. */
const server = process.env.PANEL_SERVER ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/panel/',
  plugins: [react()],
  server: { port: 5173, proxy: { '/api': server, '/media': server } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The editor is one lazy piece above Vite's usual mark; web/panel.slow.test.ts holds the first load to its budget.
    chunkSizeWarningLimit: 700,
  },
})
