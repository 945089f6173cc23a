/** Where an article makes something of what is typed: a caption, the title of a callout, a heading that is listed, a player. */
export const everywhere = (payload: string): string =>
  [
    `![a](b.jpg "${payload}")\n*${payload}*`,
    `> [!NOTE] ${payload}\n> ${payload}`,
    `[toc]\n\n## ${payload}\n\n![${payload}](c.mp4)`,
    payload,
  ].join('\n\n')
