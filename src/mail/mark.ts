/** The product's mark (web/public/mark.svg) as it travels in a letter: a PNG of 96 pixels each way, since mail programs draw no SVG. */
export const markPng: Buffer = Buffer.from(
  [
    'iVBORw0KGgoAAAANSUhEUgAAAGAAAABgCAMAAADVRocKAAACxFBMVEVMaXEPXloAZmYOXVkPXloOXlkOXloOXlkPXloNXV0PXVoOXVkPXlkKX1UPXVkPXVkO',
    'XloOXlkOXFwSXl4OXVgKW1sOXVoLWFgPX1kNW1sOXlkPXloPXVoPXVkQXlsOXlkAVVUQXlkPXloPXVkPXFkPXFoPXlsOXlkPXloPXlkOXVoNX1oPXloPXVkO',
    'XVoOXlgOXloPXVoLXFwPXVkOXFoPXVkPXloNYFkAPz8OXVkOXVkPXVoAbUgOXVoPXloMX1kNXVcPX1oPXlkSW1sPXVoOXlkPXVoOY1UOXlkOXlgPXVoPXloO',
    'XVkOXVkPXlr69/Hws1rt7un59vAWYl+xx8ERX1vx8ezH1tCHragSYFwscW10oJscZ2KLr6ombWovc2/z8+zP2tby8uzT3dd0hVrU3tjvsloQX1qvxsATYFqi',
    'lVrT3dji6OKzyMNaj4ru7+pgk44ucm7I19HE1M4ob2rw8Os0dnLR3NZVi4cqcGsXY191hFri5+Haq1pSiYW0yMNUi4YwdG+PjlombGkhZVpZjorv7+qWtrFe',
    'e1ozdnEydXGtxcBLhYBce1rV39nJ2NKNsKuMsKvr7eiXtrJilI8TYV1NhoE2eHPG1tCFqqXS3Nfjrlq7nlpzhFrW39qzycQhaWX08+1ckItyg1pjlJAXZGAn',
    'aFqIragtcm2auLTj6eImZ1rqsVqUtK9Xjonq7edBfnrZqloQX1uuxsCjvrm7oFpGc1q5nlqTtK/krlpnmJMlbGj49vC1ysVwnZiUtbAxdHCQj1onbWm2y8Zo',
    'mJRJdFpIdFpekY1YjopIg39sm5UnbmodZ2Py8euOsatbj4uYt7IgZFqGrKcaZmFJhIDF1c/A0cuwx8Ftm5Ypb2txnplWjYhhk4++0Ms1d3Pj6OFxhFr39e+3',
    'nVq2nVrs7uhRiYSEq6a9z8qRj1pfko0iZVqjllocL0OTAAAATnRSTlMA+QXy/I/z9P4T7fXbGJG5zvEkG20ZVxdTJ2fu+IBOzQZv+/pQYFHQ69habsvKkFmN',
    'txbHa7Z0JQR4z3MHaHcoJmZkHN2M3BJsVsnIao5A5n0GAAAACXBIWXMAACxLAAAsSwGlPZapAAAEb0lEQVRo3rWa9V/cMBjGixw2BhNg7u7u7p7eccfhMGzA',
    'YEzYxhjbmMHc3d3d3d3d3e2fGPohSRspTZ8fL2+eb69J3rZ5I0m4Sjb08vasVAtoVK1Knt5ezUpKDLk3agx0qYmPO8W+V9MSQLdcTWUJ9o41XIAQlajSWc2/',
    'Qj0gTB27K/3LuwCBcqqL+9epCYTKuQvqXxEIlw9yf5zFA5xrF/mXKQ0MkEu3Qv/q9YAhKuVYAOgADFLbfP+yrhyxEdsX2+KSLbIlOcm2ePlVzpvkmwdoygxc',
    'tWSjjCou/CMPoXlefmPkn4CtY2Q1BaYEsPNSbuZrRI/JWiiTlHSQSWidA6Dm59EXZJo2hTAAAyXJ143SnrJUpmvkezrArZzUkNy6Yo/M1qxgKsFP8iK2WY/J',
    'PBqxgwYwSd6kph0vZT59mEgBtJF6E1qCE2ReZa4gAzwlD0LLHplfs8iA+pKDesMtWYuWEwGVJcL8H4l7+Keu+bE7DITtnvJztT/eaCGvBwLgGuZgPxAJtU67',
    'ZMdXnEZACtZ/3j0s4I0Ni3inCRCA5p/o6yoxd4ciMTEBWgBb0Rt8R7XnfAsSlaUFgOTn6OeErvOR/7BaA2AVcmlnieP3Gokbzw9YgowvJQ8gI72LHwA/H+1j',
    'KYD0B/AwcwMi4Os6TU3Gy+CVOIMXsB3uFUkFXIbX9ChewEOoUyrjkQjPt3BewAio0xoG4CkU+4oXkAR1msIATIVi1/ICkqFOoxmASCj2Ey8gG+r0jAEIg1MK',
    'L+A81In18hYMxX7hBcDLABjxD7QApkGxk4wATIBi04wA7IJiE4wALCrOStYAmCsXJxdpADwuVjblB4REMzOFPgCcFuUg8YC3yDN5jnDAyi1w5AsgGrASfX29',
    'LRpwEbl+Oe2oWEBIJvZuOgGIBMxdFo3524AowP3IqUGLFB8gS9P1ADYHxQ1lfOE8AjoAh/cyv6AOAB2AsYeY/seC9QCOM/1/0b6TmQDrOJZ/AtWfCRjP8j9N',
    '36vQC7D8AeBvxqkj+4+cip1pwC2ypYP4jDPmfJ2JjRc8yGk5+SHxn7lIwxNFTtPUg7n57bcZ1nRRC80/Jij/+XLSjOqG7lTxfVJMQvioc4WxJzDAesFvFfuG',
    'YYBhO8UCZptxLRALyFAAYhUABz2AWAVgm2JDysPYW1Rf6mvsIHuqbGtqebtmTtM2KhuzWgD4Qrup3JhtpgsArjBSxQCpnGJzHMqf2UxA4nBqssvZHJea4D8G',
    'QkUIdpEjfsO6Avt1n5XpulVO/cAH/zG0CBDKU0eZueHr5P2Tv217otI2OLfEgteIrFGF/lFWnWWovBKLZFLsSBUQoiL01rn6EMpc1tBAuz0w1Kq7JltQge9q',
    'VKGuU2EpvJQx/tUcDS6WVigqx9Y1otxbFS4o9xDu79bT4JJ7RbyoX9tJpH/pqspjCe0EzqVqZdQOVrSv4STq4EZ1wtkQ3yGu+u1dm9NO0Lj3H+Sma+60at2P',
    'dUCnpZ+pRQMPB63WDh4NWpj8Wirs/gPHQam6PKG9sAAAAABJRU5ErkJggg==',
  ].join(''),
  'base64',
)

/** How a letter's HTML names it (RFC 2392): it comes with the letter, and nothing is fetched when one reads. */
export const markId = 'mark@percakapan'
