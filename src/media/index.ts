export { addPicture, addPictureOnce, asPicture, describePicture, type MediaRow, picturesOf } from './media.ts'
export { cleanPicture, fitPicture, largestUpload } from './picture.ts'
export { type MediaStore, openMediaStore } from './store.ts'
