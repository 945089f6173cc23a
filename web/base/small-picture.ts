/** Where a picture of ours is small, as lists show it. @param id of the picture */
export const smallPicture = (id: string): string => `/media/small/${id}`
