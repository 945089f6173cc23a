/** Whether it can be an e-mail address at all; the server looks closer. */
export const seemsEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
