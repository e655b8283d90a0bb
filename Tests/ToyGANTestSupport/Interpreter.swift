import ToyGAN
