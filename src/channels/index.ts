export { asChannel, type Channel, findChannel, listChannels, noSuchChannel } from './channel.ts'
export { callbackAddress, connectChannel, finishOAuth, forgetOldStarts } from './connect.ts'
export { removeChannel, restoreChannel, testChannel } from './manage.ts'
export { setHealth, withSession } from './session.ts'
